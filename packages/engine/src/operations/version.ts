/** The version of Tyto: one for all its packages. */
export const tytoVersion = '0.1.0';
