using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Reports;

internal static class ReportsRegistration
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services;
}
