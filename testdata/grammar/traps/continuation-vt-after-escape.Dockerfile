FROM alpine
RUN a \
RUN b \
RUN c \ 
