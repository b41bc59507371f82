import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exportOnnx } from '../../src/export/onnx.ts';
import { rawNetwork } from '../generators/raw-network.ts';

const folder = mkdtempSync(join(tmpdir(), 'regionc-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Debian's python3-onnx, made by the authors of the format.
const describeModel = `
import json, sys, onnx
model = onnx.load(sys.argv[1])
onnx.checker.check_model(model, full_check=True)
def shape(value):
    tensor = value.type.tensor_type
    sizes = [d.dim_param or d.dim_value for d in tensor.shape.dim]
    return [value.name, onnx.TensorProto.DataType.Name(tensor.elem_type), sizes]
print(json.dumps({
    "ir": model.ir_version,
    "opset": [[o.domain, o.version] for o in model.opset_import],
    "producer": [model.producer_name, model.producer_version],
    "metadata": {p.key: p.value for p in model.metadata_props},
    "inputs": [shape(i) for i in model.graph.input],
    "outputs": [shape(o) for o in model.graph.output],
}))
`;

describe('the ONNX package', () => {
  it('accepts every file that exportOnnx writes, and reads its names and shapes', () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      const network = rawNetwork(seed);
      const { inputs, head } = network;
      const precision = seed % 2 === 0 ? 'f64' : 'f32';
      const type = precision === 'f64' ? 'DOUBLE' : 'FLOAT';
      const { value } = exportOnnx(network, { precision, version: '1.2.3' });
      const path = join(folder, `${seed}.onnx`);
      writeFileSync(path, value?.bytes ?? '');
      const python = ['-c', describeModel, path];
      const model: unknown = JSON.parse(execFileSync('/usr/bin/python3', python, { encoding: 'utf8' }));

      kinds.add(head.kind);
      const names = (head.kind === 'classes' ? head.classes : head.outputs).map(({ name }) => name);
      expect(model).toEqual({
        ir: 8,
        opset: [['', 17]],
        producer: ['regionc', '1.2.3'],
        metadata: {
          inputs: JSON.stringify(inputs.map(({ name }) => name)),
          ...(head.kind === 'classes'
            ? { classes: JSON.stringify(names), labels: JSON.stringify(head.classes.map(({ label }) => label)) }
            : { outputs: JSON.stringify(names) }),
        },
        inputs: [['x', type, ['N', inputs.length]]],
        outputs:
          head.kind === 'classes'
            ? [
                ['probabilities', type, ['N', names.length]],
                ['label', 'INT64', ['N']],
              ]
            : [['outputs', type, ['N', names.length]]],
      });
    }
    expect([...kinds].sort()).toEqual(['classes', 'outputs']);
  });
});
