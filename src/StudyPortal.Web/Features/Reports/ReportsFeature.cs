namespace StudyPortal.Web.Features.Reports;

internal static class ReportsFeature
{
    public static IServiceCollection AddReportsPages(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder app) => app.MapReportFiles();
}
