FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY *.csproj .
RUN dotnet restore
COPY . .
RUN dotnet publish --no-restore -c Release -o /app

FROM build AS test
RUN dotnet test

FROM mcr.microsoft.com/dotnet/aspnet:8.0-alpine
RUN apk add --no-cache curl
WORKDIR /app
COPY --from=build /app .
USER app
HEALTHCHECK CMD curl -f http://localhost:8080/health
ENTRYPOINT ["dotnet", "Shop.dll"]
