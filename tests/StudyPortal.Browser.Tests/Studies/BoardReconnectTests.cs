using StudyPortal.Testing;
using Microsoft.Playwright;
using StudyPortal.Core.Reading;

namespace StudyPortal.Browser.Tests.Studies;

public sealed class BoardReconnectTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_board_shows_what_was_rated_while_the_line_was_down_as_soon_as_it_is_up_and_so_does_a_fresh_page()
    {
        var study = await fixture.World.OpenStudyAsync(fixture.World.Design("Watched over a bad line"), "reader1");
        var admin = await fixture.EnterAsync("admin");
        var (isDown, lines) = (false, new List<IWebSocketRoute>());
        await admin.RouteWebSocketAsync(new System.Text.RegularExpressions.Regex("/_blazor"), line =>
        {
            line.ConnectToServer();
            lines.Add(line);
        });
        await admin.RouteAsync("**/_blazor/**", route => isDown ? route.AbortAsync() : route.ContinueAsync());
        await admin.GotoAsync($"/studies/{study}");
        var rated = admin.Locator("tr[data-reader=R1] [data-answered]");
        await Assertions.Expect(rated).ToHaveTextAsync("0 / 18");

        isDown = true;
        foreach (var line in lines) await line.CloseAsync();
        await Assertions.Expect(admin.Locator("#components-reconnect-modal")).ToBeVisibleAsync();
        await RateAsync(study, places: 3);
        await Assertions.Expect(rated).ToHaveTextAsync("0 / 18");
        isDown = false;

        await Assertions.Expect(rated).ToHaveTextAsync("3 / 18", new() { Timeout = 20_000 });
        await Assertions.Expect(admin.Locator("tr[data-reader=R1]")).ToContainTextAsync("on-line");
        await admin.ReloadAsync();
        await Assertions.Expect(rated).ToHaveTextAsync("3 / 18", new() { Timeout = 20_000 });
        await admin.Context.CloseAsync();
    }

    private async Task RateAsync(Core.Studies.StudyId study, int places)
    {
        var reader = fixture.World.Accounts["reader1"];
        var session = (await fixture.Get<ReadSession>().ExecuteAsync(study, reader, CancellationToken.None))!;
        foreach (var place in session.Places.Take(places))
            await fixture.Get<SubmitAnswer>().ExecuteAsync(SampleWorld.Scored(session, place, reader, 3), CancellationToken.None);
    }
}
