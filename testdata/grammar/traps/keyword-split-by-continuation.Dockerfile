FROM alpine
RU\
N echo a
RUN\
 echo b
RUN\
echo c
