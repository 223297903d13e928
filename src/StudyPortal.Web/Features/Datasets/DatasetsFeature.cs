using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

internal static class DatasetsFeature
{
    public static IServiceCollection AddDatasetsPages(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var roots = Settings(provider).GetSection("Roots").Get<string[]>() ?? [];
            var content = provider.GetRequiredService<IHostEnvironment>().ContentRootPath;
            return new ImportFolders([.. roots.Select(root => Path.Combine(content, root))]);
        })
        .AddSingleton(provider => UploadLimits.Of(
            Settings(provider).GetValue("MaxUploadGigabytes", UploadLimits.DefaultGigabytes),
            Settings(provider).GetValue("MaxUnpackedGigabytes", UploadLimits.DefaultUnpackedGigabytes)));

    public static IEndpointRouteBuilder MapDatasets(this IEndpointRouteBuilder app)
    {
        app.MapCaseImages();
        app.MapUploads();
        return app;
    }

    private static IConfigurationSection Settings(IServiceProvider provider) => provider.GetRequiredService<IConfiguration>().GetSection("Import");
}
