FROM a
RUN b
