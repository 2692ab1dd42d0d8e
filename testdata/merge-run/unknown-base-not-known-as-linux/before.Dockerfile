FROM example.org/x:1
RUN echo a
RUN echo b
