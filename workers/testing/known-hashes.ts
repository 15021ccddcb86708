const PASSWORD = "correct horse battery staple";
/** Longer than bcrypt looks at; twice that is longer than any block of HMAC. */
const LONG = "0123456789".repeat(9);

/**
 * Passwords and their hashes, each made by another implementation than the one that verifies it here; in the form that
 * stored-hash.ts describes.
 */
export const KNOWN_HASHES: readonly (readonly [password: string, stored: string])[] = [
  // Argon2, by OpenSSL's.
  [
    PASSWORD,
    "$argon2d$v=19$m=64,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$hpNk9Q7vcMAXnXXT/nmA07I+7G3D+85dq3X4kbMj4UFMlSYgA3pfWA",
  ],
  [
    PASSWORD,
    "$argon2i$v=19$m=256,t=2,p=2$c2FsdHNhbHRzYWx0c2FsdA$iVS0/emBr6agUyKjvQ4MFDJOuKUFZZUcDG3kF6GAR08iMCisbu3dig",
  ],
  [
    PASSWORD,
    "$argon2i$v=19$m=1000,t=3,p=4$c2FsdHNhbHRzYWx0c2FsdA$mcdoot5kD4ULDW9vG6arit5M13tNm5mG5ug2yAk8ZwizZDtE7Ornfw",
  ],
  [
    PASSWORD,
    "$argon2id$v=19$m=1037,t=2,p=3$c2FsdHNhbHRzYWx0c2FsdA$1eMg3oPxJ7mYpIQVj0WAmn9MQTJQQak5J9Xlwnjd/zHrFVG+AC/4kw",
  ],
  // bcrypt, by bcryptjs.
  [PASSWORD, "$2b$06$abcdefghijklmnopqrstuu10cNU3mXRamSUZYs8I8M/Szu..qXq5K"],
  ["Crème brûlée 玄関", "$2y$04$N9qo8uLOickgx2ZMRZoMyes5Fy/3Nf.TAQ4B8rS1czsCBjdOAd9Wy"],
  [LONG, "$2a$04$N9qo8uLOickgx2ZMRZoMye0W7xLwk3vCOIatIAhIkRAvPiuERUu.O"],
  // bcrypt, from Openwall's crypt_blowfish.
  ["U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
  ["U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
  [
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789chars after 72 are ignored",
    "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui",
  ],
  // scrypt, by @noble/hashes and from RFC 7914.
  [PASSWORD, "$scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$bHXojks4sm1uMH4CDw9EcLZ/muyLxbYYc9xGzvNAnuQ"],
  [
    PASSWORD,
    "$scrypt$ln=10,r=16,p=1$c2FsdHNhbHRzYWx0c2FsdA$vXz8QVcAQiaPYA1e1FyAl65UfXIvboY+aFrBW6AqM1h/lWDqGMsPN/L9+VX6Eifv9+ebB9VjLyDwzVLNXXWhQQ",
  ],
  [
    PASSWORD,
    "$scrypt$ln=8,r=8,p=5$c2FsdHNhbHRzYWx0c2FsdA$YFAi5gCoZMrmaiJpVLKRj2MaDpYikwit+ykT/Z/Q0vKdi6dYaqWXDxDzUQI9hg9wkT0NdzhWi/vHs0F1C5/Gbg",
  ],
  [
    "pleaseletmein",
    "$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw",
  ],
  // Firebase's own example.
  [
    "user1password",
    "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==",
  ],
  // PBKDF2, by OpenSSL and from RFC 6070 and RFC 7914.
  [PASSWORD, "$pbkdf2-sha1$i=1000$c2FsdHNhbHRzYWx0c2FsdA$XfAg5IAz304UvYgmglt9ZXw8wLc"],
  [
    PASSWORD,
    "$pbkdf2-sha1$i=7$c2FsdHNhbHRzYWx0c2FsdA$fbPH3HaY/lpYNGTvg9tM/oCf7/GcDIxzOT7EezXo84RpIXk+JdzwvQ",
  ],
  [PASSWORD, "$pbkdf2-sha256$i=1000$c2FsdHNhbHRzYWx0c2FsdA$31ltvuXrbs8POP2F4tw9851NSNQCQpm0sCwu2eEvId8"],
  [
    PASSWORD,
    "$pbkdf2-sha256$i=131$c2FsdHNhbHRzYWx0c2FsdA$WSOxixS5QADf0wfEShztQ9nc0VySXjfJfymNNqK2OXFzWdzwtxSpri1D+B+bYJn1NiR4HZGZG76hKUhctB68Cw",
  ],
  [
    PASSWORD,
    "$pbkdf2-sha512$i=1000$c2FsdHNhbHRzYWx0c2FsdA$ORxvnPF08mmTltUf/WSLS8FZ3yYanqBrD+km4rpMr07F2ze7/s1VLAjm+ry9RrSLc7aA5i7XxlkTGvDGO5vcpw",
  ],
  [PASSWORD, "$pbkdf2-sha512$i=3$c2FsdHNhbHRzYWx0c2FsdA$/xi3KpqH2Won3GUCDsD3kg"],
  [`${LONG}${LONG}`, "$pbkdf2-sha1$i=2$c2FsdHNhbHRzYWx0c2FsdA$MgDYxNrNHxiDFkDAve+bjA"],
  [`${LONG}${LONG}`, "$pbkdf2-sha256$i=2$c2FsdHNhbHRzYWx0c2FsdA$BVI6OcflvDQ2XCc3MkEMJg"],
  [`${LONG}${LONG}`, "$pbkdf2-sha512$i=2$c2FsdHNhbHRzYWx0c2FsdA$7GX13koBlG7/Q6DqI1jEPw"],
  [PASSWORD, "$pbkdf2-sha256$i=150000$c2FsdHNhbHRzYWx0c2FsdA$roQWwWrYrYBis3eott8ryJbmCpSlBLjXl/bGK0jbRP4"],
  ["password", "$pbkdf2-sha1$i=4096$c2FsdA$SwB5AbdlSJq+rUnZJvch0GWkKcE"],
  [
    "passwordPASSWORDpassword",
    "$pbkdf2-sha1$i=4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$PS7sT+QchJuAyNg2YsDkSospGpZM8vBwOA",
  ],
  [
    "Password",
    "$pbkdf2-sha256$i=80000$TmFDbA$TdzY9guYviGDDO5e8icB+WQaRBjQTAQUrv8Ih2s0q1ah1CWhIlgzVJrbhBtRybMXaicr3ruh0HhHj2Kzl/M8jQ",
  ],
  // Salted digests, by @noble/hashes; and one of PHP's older years.
  [PASSWORD, "$md5$o=sp,i=1$c2FsdHNhbHRzYWx0c2FsdA$nbR7qTLaM34ucbnVlvAeXQ"],
  [PASSWORD, "$md5$o=ps,i=1$c2FsdHNhbHRzYWx0c2FsdA$TcNUfeqS2rX/H3TVZt2swQ"],
  [PASSWORD, "$sha1$o=sp,i=1$c2FsdHNhbHRzYWx0c2FsdA$7AH6uN96VOmBAgExQ/yWdr3iQYE"],
  [PASSWORD, "$sha1$o=ps,i=1$c2FsdHNhbHRzYWx0c2FsdA$xi0YVHQzCcg0g8T6fPxNQ2TMnZc"],
  [PASSWORD, "$sha256$o=sp,i=1$c2FsdHNhbHRzYWx0c2FsdA$eI5Iv8/W/zb3sdwu9hZvIfWEus0JTqYXaWiCQFGDDyo"],
  [PASSWORD, "$sha256$o=ps,i=1$c2FsdHNhbHRzYWx0c2FsdA$yNyFzU23PacyNoqfrbhM3APeqoEhhsf8gUKLoSq705g"],
  [
    PASSWORD,
    "$sha512$o=sp,i=3$c2FsdHNhbHRzYWx0c2FsdA$/gcW7xVqYKLh9LcIEwM4odhFfC66RHDlQ5+2wXWzKyfX7q7wJCk+Rt9W9hALXyymc4WbpxvJhuAsaSz9Hugrjg",
  ],
  [
    PASSWORD,
    "$sha512$o=ps,i=3$c2FsdHNhbHRzYWx0c2FsdA$sf6vfUQgyXvtVV7uExkyGU+6gHN7mGWGsm/qmQdP8NamixXY25+BG28JdykKabV1Zdb3aKhk/ZC0owivtB5I5Q",
  ],
  ["password", "$md5$o=ps,i=1$$X03MO1qnZdYdgyfeuILPmQ"],
];
