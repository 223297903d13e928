using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Storage.Postgres;

namespace StudyPortal.Core.Storage;

public static class NewsRegistration
{
    /// <summary>For a web host: pages show within a second what happens on the other hosts. With SQLite there are none.</summary>
    public static IServiceCollection AddNewsOfOtherHosts(this IServiceCollection services, StorageSettings storage) =>
        storage.IsShared ? services.AddHostedService<NewsOfOtherHosts>() : services;
}
