fRoM alpine aS Build
rUn echo a
eNv A=b
oNbUiLd rUn c
hEaLtHcHeCk cMd d
