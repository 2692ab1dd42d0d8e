FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN echo a > /a
RUN export -p > /b
RUN echo a > /c
RUN declare -p > /d
RUN echo c > /e
RUN echo "$BASH_EXECUTION_STRING" > /f
CMD ["true"]
