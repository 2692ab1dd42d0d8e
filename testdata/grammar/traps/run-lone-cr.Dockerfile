FROM a
RUN echo aRUN b
COPY ab cd
USER ef
