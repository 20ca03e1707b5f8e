/** LH3xx: Jinja templates. */
export const template = {
  LH301: { title: 'Template syntax error', exit: 1 },
  LH302: { title: 'Template construct not supported', exit: 1 },
  LH303: { title: 'Undefined name in a template', exit: 1 },
  LH304: { title: 'Wrong use of a value in a template', exit: 1 },
  LH305: { title: 'A template asks for what compiling does not have', exit: 1 },
  LH306: { title: 'Unknown variable', exit: 1 },
  LH307: { title: 'Raised by the project', exit: 1 },
  LH308: { title: 'Wrong arguments in a template', exit: 1 },
} as const;
