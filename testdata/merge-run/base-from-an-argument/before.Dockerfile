ARG BASE=alpine
FROM $BASE
RUN echo a
RUN echo b
