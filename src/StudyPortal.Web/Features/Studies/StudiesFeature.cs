using StudyPortal.Core.Studies.Rehearsal;
using StudyPortal.Core.Studies.Reminders;
using StudyPortal.Web.Features.Studies.Rehearsal;

namespace StudyPortal.Web.Features.Studies;

internal static class StudiesFeature
{
    public static IServiceCollection AddStudiesPages(this IServiceCollection services)
    {
        services.AddOptions<SmtpSettings>().BindConfiguration("Smtp")
            .Validate(smtp => !smtp.Problems().Any(), "The section Smtp of the configuration cannot work: Smtp:From must be an e-mail address, Smtp:Port 1 to 65535, and a password needs starttls or tls.")
            .ValidateOnStart();
        return services.AddSingleton<IReadingRehearsal, LoopbackRehearsal>().AddHostedService<ReminderService>().AddHostedService<AlarmBroadcast>();
    }

    public static IEndpointRouteBuilder MapStudies(this IEndpointRouteBuilder app) => app.MapStudyTemplates();
}
