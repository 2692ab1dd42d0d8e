FROM a
RUN echo "héllo wörld 日本 😀"
