FROM alpine
RUN echo "a \
  b" 'c \
# gone
 d'
ENV x="1 \
 2"
