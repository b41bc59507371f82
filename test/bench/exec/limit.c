/*
 * Near what a machine can do: the workloads in plain C, tiles of 64 samples, loops that a compiler turns into its
 * widest instructions. Reads a job a line, answers milliseconds (of a step, where it trains).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TILE 64
#define MOST 256

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e3 * t.tv_sec + 1e-6 * t.tv_nsec;
}

static float uniform(void) { return 2.0f * rand() / RAND_MAX - 1.0f; }

/* tanh(z ln(2) / 2) by 2^z, as in the module. */
static inline float sigma(float z) {
  z = z > 120 ? 120 : z < -120 ? -120 : z;
  float sum = z + 12582912.0f, f = z - (sum - 12582912.0f), y = f * f;
  int bits;
  memcpy(&bits, &sum, 4);
  bits = (int)((unsigned)bits << 23) + 0x3f800000;
  float s;
  memcpy(&s, &bits, 4);
  float p = f * (0.34657359f + 0.0027752f * y), q = 1 + 0.048045f * y;
  return ((s - 1) * q + (s + 1) * p) / ((s + 1) * q + (s - 1) * p);
}

typedef struct {
  int in, out, links;
  float *w, *b;
  int *at;
} Layer;

static Layer layer(int in, int out, int links) {
  Layer l = {in, out, links, malloc(sizeof(float) * out * links), malloc(sizeof(float) * out), malloc(sizeof(int) * out * links)};
  for (int i = 0; i < out; i++) {
    l.b[i] = uniform();
    for (int k = 0; k < links; k++) {
      l.w[i * links + k] = 3 * uniform() / sqrtf(links);
      l.at[i * links + k] = links == in ? k : rand() % in;
    }
  }
  return l;
}

static void run_layer(const Layer *l, float (*restrict x)[TILE], float (*restrict y)[TILE], int squash) {
  int i = 0;
  if (l->links == l->in)
    for (; i + 4 <= l->out; i += 4) {
      float acc[4][TILE];
      for (int r = 0; r < 4; r++)
        for (int t = 0; t < TILE; t++) acc[r][t] = -l->b[i + r];
      for (int k = 0; k < l->links; k++)
        for (int r = 0; r < 4; r++) {
          float w = l->w[(i + r) * l->links + k];
          for (int t = 0; t < TILE; t++) acc[r][t] += w * x[k][t];
        }
      for (int r = 0; r < 4; r++)
        for (int t = 0; t < TILE; t++) y[i + r][t] = squash ? sigma(acc[r][t]) : acc[r][t];
    }
  for (; i < l->out; i++) {
    float acc[TILE];
    for (int t = 0; t < TILE; t++) acc[t] = -l->b[i];
    for (int k = 0; k < l->links; k++) {
      float w = l->w[i * l->links + k];
      const float *from = x[l->at[i * l->links + k]];
      for (int t = 0; t < TILE; t++) acc[t] += w * from[t];
    }
    for (int t = 0; t < TILE; t++) y[i][t] = squash ? sigma(acc[t]) : acc[t];
  }
}

static void softmax(float (*y)[TILE], int classes) {
  float peak[TILE], total[TILE];
  for (int t = 0; t < TILE; t++) peak[t] = y[0][t], total[t] = 0;
  for (int c = 1; c < classes; c++)
    for (int t = 0; t < TILE; t++) peak[t] = y[c][t] > peak[t] ? y[c][t] : peak[t];
  for (int c = 0; c < classes; c++)
    for (int t = 0; t < TILE; t++) y[c][t] = expf(y[c][t] - peak[t]), total[t] += y[c][t];
  for (int c = 0; c < classes; c++)
    for (int t = 0; t < TILE; t++) y[c][t] /= total[t];
}

static double score(int inputs, int layers, const Layer *net, int classes, int rows, const float *points, float *out) {
  static float values[2][MOST][TILE];
  double start = now();
  int columns = net[layers - 1].out;
  for (int from = 0; from < rows; from += TILE) {
    int count = rows - from < TILE ? rows - from : TILE;
    for (int t = 0; t < count; t++)
      for (int j = 0; j < inputs; j++) values[0][j][t] = points[(from + t) * inputs + j];
    for (int k = 0; k < layers; k++) run_layer(&net[k], values[k & 1], values[(k + 1) & 1], !(classes && k == layers - 1));
    float(*last)[TILE] = values[layers & 1];
    if (classes) softmax(last, classes);
    for (int t = 0; t < count; t++)
      for (int c = 0; c < columns; c++) out[(from + t) * columns + c] = last[c][t];
  }
  return now() - start;
}

/* 2-1-2, 3200 samples, full batch: the numbers are w0 w1 b | v0 c0 v1 c1. Sums are kept by lane. */
#define LANES 16
static double train(int rows, const float *points) {
  static float p[7] = {0.5f, -0.3f, 0.1f, 1, 0, -1, 0};
  static float xs[4096], ys[4096], targets[4096];
  for (int r = 0; r < rows; r++) xs[r] = points[2 * r], ys[r] = points[2 * r + 1], targets[r] = xs[r] > ys[r];
  double start = now();
  int steps = 200;
  for (int s = 0; s < steps; s++) {
    float g[7][LANES] = {{0}};
    for (int from = 0; from < rows; from += LANES)
      for (int l = 0; l < LANES; l++) {
        float x = xs[from + l], y = ys[from + l];
        float u = sigma(1.442695f * (p[0] * x + p[1] * y - p[2]));
        float d = (p[5] - p[3]) * u - p[6] + p[4];
        float e = 0.5f * (1 + sigma(1.442695f * d)) - targets[from + l];
        float back = e * (p[5] - p[3]) * 0.5f * (1 - u * u);
        g[0][l] += back * x, g[1][l] += back * y, g[2][l] -= back;
        g[3][l] -= e * u, g[4][l] += e, g[5][l] += e * u, g[6][l] -= e;
      }
    for (int i = 0; i < 7; i++) {
      float sum = 0;
      for (int l = 0; l < LANES; l++) sum += g[i][l];
      p[i] -= 0.01f * sum / rows;
    }
  }
  return (now() - start) / steps;
}

int main(void) {
  enum { ROWS = 1000000 };
  float *points = malloc(sizeof(float) * ROWS * 10), *out = malloc(sizeof(float) * ROWS * 10);
  for (long i = 0; i < (long)ROWS * 10; i++) points[i] = uniform();
  Layer w1[] = {layer(2, 8, 2), layer(8, 1, 8)};
  Layer w2[] = {layer(10, 200, 3), layer(200, 20, 10), layer(20, 1, 20)};
  Layer w3[] = {layer(64, 256, 64), layer(256, 10, 256)};
  char job[64];
  while (fgets(job, sizeof job, stdin)) {
    job[strcspn(job, "\n")] = 0;
    if (!strcmp(job, "W1")) printf("%f\n", score(2, 2, w1, 0, ROWS, points, out));
    else if (!strcmp(job, "W2")) printf("%f\n", score(10, 3, w2, 0, ROWS, points, out));
    else if (!strcmp(job, "W3")) printf("%f\n", score(64, 2, w3, 10, 100000, points, out));
    else if (!strcmp(job, "W4")) printf("%f\n", train(3200, points));
    else printf("none\n");
    fflush(stdout);
  }
}
