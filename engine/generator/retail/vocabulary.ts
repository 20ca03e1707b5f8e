export const firstNames = [
  ...['maya', 'oscar', 'lena', 'tariq', 'elif', 'bruno', 'sofia', 'kwame', 'ingrid', 'diego'],
  ...['hana', 'pavel'],
] as const;
export const lastNames = [
  ...['larsen', 'mendes', 'okoye', 'fuchs', 'yilmaz', 'moreau', 'kim', 'novak', "d'angelo", 'reyes'],
  ...['van dijk'],
] as const;
export const countries = [
  ...['Norway', 'Brazil', 'Nigeria', 'Austria', 'Türkiye', 'France', 'South Korea', 'Czechia', 'Italy'],
  ...['Mexico', "Côte d'Ivoire", 'Trinidad and Tobago'],
] as const;
export const nouns = [
  ...['lamp', 'kettle', 'scarf', 'tripod', 'notebook', 'racket', 'teapot', 'backpack', 'blanket', 'puzzle'],
] as const;
export const adjectives = ['plain', 'folding', 'large', 'quiet', 'bright', 'woollen'] as const;
export const categories = ['Sports', 'Electronics', 'Clothing', 'Home', 'Toys'] as const;
