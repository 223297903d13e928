using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Reading;

public sealed class LimitedReadingTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_window_learns_the_limits_and_the_server_keeps_them()
    {
        var study = (await room.Get<ReadStudy>().ExecuteAsync(room.Study, Stop))!;
        var settings = new StudySettings { MaxPerSitting = 1, BreakAfterMinutes = 15 };
        SampleWorld.Done(await room.Get<EditStudy>().ExecuteAsync(room.Study, new StudyEdit(study.Name, study.Instructions, settings), "admin", Stop));

        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, room.Rating(3))).StatusCode);
        using var later = await room.RateAsync(1, room.Rating(3));

        Assert.Equal(HttpStatusCode.Locked, later.StatusCode);
        Assert.Equal("enough", (await later.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("why").GetString());
        Assert.Equal(HttpStatusCode.OK, (await room.RateAsync(0, room.Rating(4, version: 1))).StatusCode);
        var session = await room.Reader.GetFromJsonAsync<JsonElement>($"/reading/studies/{room.Study}/session", Stop);
        var sitting = session.GetProperty("sitting");
        Assert.Equal((1, 15, 1), (session.GetProperty("maxPerSitting").GetInt32(), session.GetProperty("breakAfterMinutes").GetInt32(), sitting.GetProperty("rated").GetInt32()));
        Assert.InRange(sitting.GetProperty("leftMilliseconds").GetDouble(), 1, sitting.GetProperty("breakMilliseconds").GetDouble());
    }

    [Fact]
    public async Task A_pilot_is_as_open_to_the_window_as_the_study_itself()
    {
        var pilot = SampleWorld.Done(await room.Get<CreateStudy>().ExecuteAsync(room.World.Design("In pilot"), "admin", Stop));
        SampleWorld.Done(await room.Get<AddReaders>().ExecuteAsync(pilot, [room.World.Accounts["reader1"]], "admin", Stop));
        SampleWorld.Done(await room.Get<StartPilot>().ExecuteAsync(pilot, 2, "admin", null, Stop));

        var session = await room.Reader.GetFromJsonAsync<JsonElement>($"/reading/studies/{pilot}/session", Stop);

        Assert.Equal(("Open", 6), (session.GetProperty("state").GetString(), session.GetProperty("places").GetArrayLength()));
        var own = (await room.Get<ReadSession>().ExecuteAsync(pilot, room.World.Accounts["reader1"], Stop))!;
        Assert.Equal(HttpStatusCode.OK, (await room.Reader.GetAsync($"/reading/slots/{own.Places[0].Id}/map", Stop)).StatusCode);
    }
}
