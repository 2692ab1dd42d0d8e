FROM alpine
run <<eof
echo a
eof
