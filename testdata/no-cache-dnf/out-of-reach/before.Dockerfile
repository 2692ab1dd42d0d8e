FROM fedora:42
RUN su app -c "dnf install -y git"
RUN echo $(dnf install -y git)
RUN get() { dnf install -y git; } && get
RUN sh <<EOT
dnf install -y git $X
EOT
RUN dnf install -y git && if true; then echo
