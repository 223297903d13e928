using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Studies;

public sealed class AlarmBroadcastTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_hub_is_told_every_minute_what_has_changed_and_nothing_else_also_after_data_that_could_not_be_read()
    {
        var clock = new SteppedClock();
        await using var portal = LivePortal.Start(clock);
        var world = await SampleWorld.BuildAsync(portal.Services);
        var design = world.Design();
        var study = await world.OpenStudyAsync(design, "reader1", "reader2");
        var told = Channel.CreateUnbounded<JsonElement>();
        var cookies = await portal.CookiesAsync(world.Accounts["admin"]);
        await using var hub = new HubConnectionBuilder().WithUrl(new Uri(portal.Address, "/hubs/progress"), options => options.Cookies = cookies).Build();
        hub.On<JsonElement>("alarms", alarms => told.Writer.TryWrite(alarms));
        await hub.StartAsync(Stop);
        // This service, and the one that sends reminders, which waits an hour the next time.
        await clock.WaitedForAsync(Minute, Stop);
        await clock.WaitedForAsync(Minute, Stop);

        await AdvanceAsync(TimeSpan.FromDays(3));
        var silent = await told.Reader.ReadAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Stop);
        await AdvanceAsync(Minute);
        await portal.ExecuteSqlAsync("UPDATE StudyReaders SET Code = replace(Code, 'R', 'X?')", Stop);
        await AdvanceAsync(Minute);
        await portal.ExecuteSqlAsync("UPDATE StudyReaders SET Code = replace(Code, 'X?', 'R')", Stop);
        await AdvanceAsync(Minute);
        SampleWorld.Done(await portal.Services.GetRequiredService<EditStudy>().ExecuteAsync(study, new StudyEdit(design.Name, design.Instructions, new StudySettings { SilentDays = 4 }), "admin", Stop));
        await AdvanceAsync(Minute);
        var quiet = await told.Reader.ReadAsync(Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Stop);

        Assert.Equal(["R1", "R2"], silent.EnumerateArray().Select(alarm => alarm.GetProperty("reader").GetString()));
        Assert.Equal(0, quiet.GetArrayLength());

        async Task AdvanceAsync(TimeSpan by)
        {
            clock.Advance(by);
            await clock.WaitedForAsync(Minute, Stop);
        }
    }
}
