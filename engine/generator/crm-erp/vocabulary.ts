export const firstNames = [
  'Ada',
  'Ben',
  'Carla',
  'Dan',
  'Edith',
  'Femi',
  'Grace',
  'Hugo',
  'Iris',
  'Jonas',
] as const;
export const lastNames = [
  'Adler',
  'Brook',
  'Castro',
  'Diaz',
  'Ekman',
  'Fischer',
  'Gupta',
  'Hall',
  'Ito',
] as const;

/** As the ERP writes countries: full names, two codes for two of them, blanks. */
export const countries = [
  ['United States', 34],
  ['USA', 20],
  ['US', 8],
  ['Germany', 10],
  ['DE', 4],
  ['Australia', 14],
  ['France', 8],
  ['', 2],
] as const;

/** Category id, category, subcategory, maintenance, product line of its products. */
export const categories = [
  ['BI_CI', 'Bikes', 'City Bikes', 'Yes', 'R '],
  ['BI_TR', 'Bikes', 'Trail Bikes', 'Yes', 'M '],
  ['CO_BE', 'Components', 'Bells', 'No', 'S '],
  ['CO_SD', 'Components', 'Saddles', 'No', 'T '],
  ['AC_LI', 'Accessories', 'Lights', 'Yes', 'S '],
  ['AC_BO', 'Accessories', 'Bottles', 'No', ''],
  ['CL_GL', 'Clothing', 'Gloves', 'No', 'S '],
] as const;

export const colours = ['Black', 'Red', 'Silver', 'Blue'] as const;
