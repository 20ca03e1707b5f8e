/** City, state, and a coordinate near its middle. */
export const cities = [
  ['sao paulo', 'SP', -23.55, -46.63],
  ['campinas', 'SP', -22.91, -47.06],
  ['santos', 'SP', -23.96, -46.33],
  ['rio de janeiro', 'RJ', -22.91, -43.17],
  ['niteroi', 'RJ', -22.88, -43.1],
  ['belo horizonte', 'MG', -19.92, -43.94],
  ['uberlandia', 'MG', -18.92, -48.28],
  ['curitiba', 'PR', -25.43, -49.27],
  ['londrina', 'PR', -23.3, -51.16],
  ['porto alegre', 'RS', -30.03, -51.22],
  ['florianopolis', 'SC', -27.6, -48.55],
  ['salvador', 'BA', -12.97, -38.5],
  ['recife', 'PE', -8.05, -34.88],
  ['fortaleza', 'CE', -3.73, -38.52],
  ['brasilia', 'DF', -15.79, -47.88],
  ['goiania', 'GO', -16.69, -49.26],
  ['vitoria', 'ES', -20.32, -40.34],
  ['manaus', 'AM', -3.12, -60.02],
  ['belem', 'PA', -1.46, -48.49],
] as const;

/** Portuguese category and its English name; the last two have no translation. */
export const categories = [
  ['livros', 'books'],
  ['brinquedos_de_madeira', 'wooden_toys'],
  ['cozinha', 'kitchen'],
  ['jardinagem', 'gardening'],
  ['relogios', 'watches'],
  ['esportes', 'sports'],
  ['informatica', 'computing'],
  ['decoracao', 'decoration'],
  ['bebes', 'babies'],
  ['ferramentas', 'tools'],
  ['papelaria', 'stationery'],
  ['musica', 'music'],
  ['jogos_de_mesa', undefined],
  ['artesanato', undefined],
] as const;

/** Review texts with the characters that break careless readers: commas, quotes, line breaks, accents. */
export const comments = [
  'Chegou antes do prazo',
  'Produto bom, entrega rapida, recomendo',
  'Veio com defeito e ninguém respondeu',
  'A caixa dizia "frágil" e chegou amassada',
  'Gostei muito.\nCompro de novo',
  'Ainda não recebi\r\no segundo item',
  'Otimo',
] as const;
