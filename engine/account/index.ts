export { checkAccount, type AccountCheck, type Missing } from './check';
export { observeAccount } from './observe';
export type { Requirement, ServiceLogin } from './requirement';
export { accountRequirements, deployRequirements, type AccountNames, type AccountSpec } from './requirements';
export { setupSql } from './setup-sql';
export { statementsOf } from './statements';
