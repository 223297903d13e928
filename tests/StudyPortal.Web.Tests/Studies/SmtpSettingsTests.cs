using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StudyPortal.Core.Studies.Reminders;

namespace StudyPortal.Web.Tests.Studies;

public sealed class SmtpSettingsTests
{
    [Fact]
    public async Task The_section_is_read_in_the_words_of_the_manual()
    {
        await using var live = LivePortal.Start();
        await using var portal = With(live, ("Smtp:Host", "mail.example.org"), ("Smtp:From", "study@example.org"), ("Smtp:Security", "starttls"), ("Smtp:User", "me"));

        var smtp = portal.Services.GetRequiredService<IOptions<SmtpSettings>>().Value;

        Assert.Equal(("mail.example.org", 587, SmtpSecurity.StartTls, true), (smtp.Host, smtp.Port, smtp.Security, smtp.IsConfigured));
        Assert.False(live.Services.GetRequiredService<RemindReaders>().Sends);
    }

    [Fact]
    public async Task A_section_that_cannot_work_stops_the_start_and_says_what_it_needs()
    {
        await using var live = LivePortal.Start();
        await using var portal = With(live, ("Smtp:Host", "mail.example.org"), ("Smtp:From", "nobody"));

        var failure = Assert.ThrowsAny<OptionsValidationException>(() => portal.Services);

        Assert.Contains("Smtp:From must be an e-mail address", failure.Message, StringComparison.Ordinal);
    }

    private static WebApplicationFactory<Program> With(LivePortal portal, params (string Key, string Value)[] settings) => portal.WithWebHostBuilder(builder =>
    {
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
    });
}
