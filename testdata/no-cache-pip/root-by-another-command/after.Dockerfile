FROM example.org/team/base:1
RUN pip install flask && rm -rf ~/.cache/pip
RUN useradd app
FROM example.org/team/base:1
RUN pip install flask && ldconfig && rm -rf ~/.cache/pip
FROM example.org/team/base:1 AS parent
RUN groupadd -r app
FROM parent
RUN pip install flask; if test -f /x; then echo y; fi && rm -rf ~/.cache/pip
