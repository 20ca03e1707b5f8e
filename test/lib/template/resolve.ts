import type { Resource, TemplateJson } from './synthesized';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';

type Templates = { readonly [stack: string]: TemplateJson };

/**
 * A value of a template as it is once deployed, with names that are told from logical ids. Functions of CloudFormation
 * that the templates do not use throw.
 */
export function resolver(templates: Templates): (stack: string, value: unknown) => unknown {
  const resolve = (stack: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((item) => resolve(stack, item));
    if (value === null || typeof value !== 'object') return value;
    const [[key, argument] = ['', undefined], ...more] = Object.entries(value);
    if (more.length > 0 || (!key.startsWith('Fn::') && key !== 'Ref'))
      return Object.fromEntries(
        Object.entries(value).map(([name, item]) => [name, resolve(stack, item)] as const),
      );
    switch (key) {
      case 'Ref':
        return reference(stack, String(argument));
      case 'Fn::GetAtt': {
        const [id = '', attribute = ''] = argument as string[];
        return attributeOf(id, resourceAt(stack, id), attribute);
      }
      case 'Fn::Join': {
        const [separator = '', parts = []] = argument as [string, unknown[]];
        return (resolve(stack, parts) as unknown[]).join(separator);
      }
      case 'Fn::ImportValue':
        return imported(String(argument));
      case 'Fn::Select': {
        const [index, list] = argument as [string, unknown];
        return (resolve(stack, list) as unknown[])[Number(index)];
      }
      case 'Fn::Split': {
        const [separator, text] = argument as [string, unknown];
        return String(resolve(stack, text)).split(separator);
      }
      default:
        throw new Error(`${key} is not resolved here`);
    }
  };
  const resourceAt = (stack: string, id: string): Resource => {
    const found = templates[stack]?.Resources[id];
    if (!found) throw new Error(`${stack} has no resource ${id}`);
    return found;
  };
  const reference = (stack: string, id: string): unknown => {
    const pseudo: { readonly [name: string]: string } = {
      'AWS::Partition': 'aws',
      'AWS::AccountId': ACCOUNT,
      'AWS::Region': REGION,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::NoValue': '',
    };
    return pseudo[id] ?? referenceTo(id, resourceAt(stack, id));
  };
  const imported = (name: string): unknown => {
    for (const [stack, { Outputs = {} }] of Object.entries(templates))
      for (const { Value, Export } of Object.values(Outputs))
        if (Export?.Name === name) return resolve(stack, Value);
    throw new Error(`nobody exports ${name}`);
  };
  return resolve;
}

/** What `Ref` gives: of some types the ARN. */
function referenceTo(id: string, resource: Resource): string {
  const isArn = ['AWS::SNS::Topic', 'AWS::StepFunctions::StateMachine'].includes(resource.Type);
  return isArn ? arnOf(id, resource) : nameOf(id, resource);
}

function nameOf(id: string, { Properties = {} }: Resource): string {
  const named = ['RoleName', 'StateMachineName', 'ParameterName', 'Name'].map((key) => Properties[key]);
  return named.find((name) => typeof name === 'string') ?? id.toLowerCase();
}

function attributeOf(id: string, resource: Resource, attribute: string): string {
  if (attribute === 'Arn' || attribute.endsWith('Arn')) return arnOf(id, resource);
  if (attribute === 'QueueName') return nameOf(id, resource);
  return `${id}.${attribute}`;
}

function arnOf(id: string, resource: Resource): string {
  const { Type: type } = resource;
  const name = nameOf(id, resource);
  const at = (service: string, resource: string): string =>
    `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
  switch (type) {
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${name}`;
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${ACCOUNT}:role/${name}`;
    case 'AWS::Lambda::Function':
      return at('lambda', `function:${name}`);
    case 'AWS::Logs::LogGroup':
      return at('logs', `log-group:${name}:*`);
    case 'AWS::SQS::Queue':
      return at('sqs', name);
    case 'AWS::SNS::Topic':
      return at('sns', name);
    case 'AWS::DynamoDB::Table':
      return at('dynamodb', `table/${name}`);
    case 'AWS::Kinesis::Stream':
      return at('kinesis', `stream/${name}`);
    case 'AWS::KinesisFirehose::DeliveryStream':
      return at('firehose', `deliverystream/${name}`);
    case 'AWS::StepFunctions::StateMachine':
      return at('states', `stateMachine:${name}`);
    case 'Custom::LakehouseIntegration':
      return 'arn:aws:iam::999988887777:user/snowflake';
    case 'Custom::LakehouseObjects':
      return 'arn:aws:sqs:eu-central-1:999988887777:sf-snowpipe';
    default:
      return at(type.toLowerCase().replaceAll('::', '-'), id);
  }
}
