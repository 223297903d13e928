using Microsoft.Extensions.DependencyInjection;

namespace StudyPortal.Core.Audit;

internal static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<VerifyAuditTrail>().AddSingleton<ListAuditEvents>().AddSingleton<ExportAuditTrail>();
}
