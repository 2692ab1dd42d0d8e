FROM a
RUN b \
  && c
# d

ENV e="f \
 g"
CMD ["h"]
