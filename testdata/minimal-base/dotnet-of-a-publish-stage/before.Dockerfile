FROM mcr.microsoft.com/dotnet/sdk:6.0 AS build
WORKDIR /src
COPY . .

FROM build AS publish
RUN dotnet publish "Shop.csproj" -c Release -o /app/publish /p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/runtime:6.0
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
COPY --from=publish /app/publish /app
CMD exec dotnet /app/Shop.dll
