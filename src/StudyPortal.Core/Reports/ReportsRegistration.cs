using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Reports.Analysis;

namespace StudyPortal.Core.Reports;

internal static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<OverlapReading>()
        .AddSingleton<FreezeAnalysisSet>()
        .AddSingleton<CreateReport>()
        .AddSingleton<ReadReport>()
        .AddSingleton<FindReport>()
        .AddSingleton<DownloadReport>()
        .AddSingleton<ListReports>();
}
