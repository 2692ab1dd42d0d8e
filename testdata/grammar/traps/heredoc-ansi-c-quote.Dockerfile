FROM alpine
RUN echo $'it\'s' <<X
RUN b
