FROM gcr.io/distroless/static-debian12
FROM gcr.io/distroless/static
FROM cgr.dev/chainguard/static:latest
FROM mcr.microsoft.com/dotnet/sdk:no-such
