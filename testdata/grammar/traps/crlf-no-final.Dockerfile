FROM a
RUN b