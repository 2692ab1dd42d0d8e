FROM a
RUN echo ÿþ Ã í € ok
COPY ÿ þ
USER ÿ
CMD Ã
LABEL a ÿ
