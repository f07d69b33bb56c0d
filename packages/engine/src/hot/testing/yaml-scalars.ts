const words = `yes Yes YES no No NO on On ON off Off OFF true True TRUE false False FALSE y Y n N yEs oN tRUE nO
 null Null NULL nULL ~ none None nil undefined yesno nope offside trueish`;
const integers = `0 1 -1 +1 -0 +0 00 01 07 08 09 010 -010 +010 0_1 1_000 1_ _1 -_1 1__0 0o10 0x1f 0X1F 0x -0x1f +0x1f 0x_1f 0xg 0x1F_ 0b1
 0b101 -0b1 0b 0b_1 0b2 0B1 123456789012 9007199254740991 9007199254740992 -9007199254740993 123456789012345678901234567890
 0xffffffffffffffff 0777777777777777777777777 1:30 1:30:45 -1:30 +1:30 1:60 1:5 01:30 1:30: 1:300 190:20:30 0:30 1_0:30 12:30:45:59 99:59`;
const floats = `1.0 1. .5 -.5 +.5 1.5 -1.5 +1.5 1e3 1E3 1e+3 1.0e3 1.0e+3 1.0e-3 1.e+3 .5e+3 -.5e+3 1.5E+10 1_0.5 1.5_5 1._5 ._5 1e-3 6.02e23 6.02e+23
 .inf .Inf .INF -.inf +.inf +.INF .iNF .nan .NaN .NAN .Nan -.nan inf nan 1:30.5 190:20:30.15 1:30. 01.5 00.5 0.1 0.30000000000000004 1.0e+400 -0.0 -0. 1..2 1.2.3 1.5e 1.5e+ ..
 . .. ... - + -- ++ -. +. e e3 .e3`;
const dates = `2013-05-23 2013-5-23 2013-05-23T10:00:00Z 2013-05-23t10:00:00+01:00 20130523 2013-05 12:30 2013-13-45`;
const texts = `= == << <<< <=> a a:b a:1 http://x/y a#b x=y @x1 0-9 1-2 10.0.0.1 10.0.0.0/24 1.2.3 v1 1a 1k 0x1fg 1,000 ∞ é 😀 ٣ १२ 1٣ a\\b $x *a !x &x
 %x |x >x -x ?x :x - ? : -1x +x ~x`;

/** Plain scalars, the odd ones above all. */
export const yamlScalars: readonly string[] = [words, integers, floats, dates, texts]
  .flatMap((group) => group.split(/\s+/))
  .filter((text) => text !== '');
