using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Health;

namespace StudyPortal.Core.Tests.Health;

public sealed class MinuteFiguresTests
{
    [Fact]
    public void Counts_begin_again_after_each_minute_and_times_are_those_within_which_95_of_100_stay()
    {
        using var host = Host();
        using var minute = host.GetRequiredService<MinuteFigures>();
        var meter = host.GetRequiredService<PortalMeter>();
        for (var answer = 1; answer <= 100; answer++) meter.AnswerStored(TimeSpan.FromMilliseconds(answer));
        meter.AnswerRefused("Conflict");
        meter.SignInFailed();

        var first = minute.Take();
        var second = minute.Take();

        Assert.Equal((100.0, 95.0, 1.0, 1.0), (first[HealthFigure.Answers], Math.Round(first[HealthFigure.AnswerTime], 6), first[HealthFigure.AnswersRefused], first[HealthFigure.SignInFailures]));
        Assert.Equal((0.0, 0.0, 0.0), (second[HealthFigure.Answers], second[HealthFigure.AnswersRefused], second[HealthFigure.SignInFailures]));
        Assert.DoesNotContain(HealthFigure.AnswerTime, second.Keys);
    }

    [Fact]
    public void Another_portal_in_the_same_process_counts_for_itself()
    {
        using var host = Host();
        using var rehearsal = Host();
        using var minute = host.GetRequiredService<MinuteFigures>();
        rehearsal.GetRequiredService<PortalMeter>().AnswerStored(TimeSpan.FromMilliseconds(1));
        host.GetRequiredService<PortalMeter>().AnswerStored(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, minute.Take()[HealthFigure.Answers]);
    }

    [Fact]
    public void The_connection_of_a_live_page_is_no_request_that_was_slow()
    {
        using var host = Host();
        using var minute = host.GetRequiredService<MinuteFigures>();
        var requests = host.GetRequiredService<IMeterFactory>().Create("Microsoft.AspNetCore.Hosting").CreateHistogram<double>("http.server.request.duration", "s");
        requests.Record(0.02, new KeyValuePair<string, object?>("http.response.status_code", 200));
        requests.Record(3_600, new KeyValuePair<string, object?>("http.response.status_code", 101));

        var figures = minute.Take();

        Assert.Equal((1.0, 20.0), (figures[HealthFigure.Requests], figures[HealthFigure.RequestTime]));
    }

    private static ServiceProvider Host() =>
        new ServiceCollection().AddMetrics().AddSingleton<PortalMeter>().AddSingleton<MinuteFigures>().BuildServiceProvider();
}
