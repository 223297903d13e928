using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Reports.Analysis;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Reports;

internal static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<OverlapReading>()
        .AddSingleton<FreezeAnalysisSet>()
        .AddSingleton<RegisterAnalysisPlan>()
        .AddSingleton<ReadAnalysisPlan>()
        .AddSingleton<CreateReport>()
        .AddSingleton<ReadReport>()
        .AddSingleton<FindReport>()
        .AddSingleton<DownloadReport>()
        .AddSingleton<ExportIdentities>()
        .AddSingleton<ListReports>();
}
