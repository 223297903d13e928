using System.Globalization;
using Microsoft.Playwright;
using StudyPortal.Testing;
using StudyPortal.Web.Tests;
using static StudyPortal.Browser.Tests.Reading.Room;

namespace StudyPortal.Browser.Tests.Reading;

/// <summary>A long study on a tablet must not fill it. $VIEWER_PLACES sets how many places are gone through.</summary>
public sealed class ViewerMemoryTests
{
    private const int Arms = 3;

    private const int MostGrowth = 4 << 20, BytesOfImages = 6 * 32 * 32;

    private const float PatienceMilliseconds = 20_000;

    private const string Known =
        """
        async () => {
          const { metaData } = await import("/viewer/cornerstone.js");
          const { places } = await (await fetch(`/reading/studies/${document.getElementById("room").dataset.study}/session`)).json();
          return places.filter(place => metaData.get("imagePlaneModule", `slot:${place.id}/0`)).length;
        }
        """;

    private static int Places => int.Parse(Environment.GetEnvironmentVariable("VIEWER_PLACES") ?? "200", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Memory_is_as_flat_at_the_last_place_as_it_was_at_the_hundredth()
    {
        await using var portal = LivePortal.Start();
        var perLabel = (Places + 2 * Arms - 1) / (2 * Arms);
        var world = await SampleWorld.BuildAsync(portal.Services, cases: 2 * perLabel, side: 32);
        var study = await world.OpenStudyAsync(world.Design("Long", perLabel), "reader1");
        await using var chromium = await Chromium.LaunchAsync();
        var page = await OpenAsync(portal, chromium, world);
        await page.GotoAsync($"/read/{study}");

        var early = await GoToAsync(page, from: 1, to: 100);
        var late = await GoToAsync(page, from: 101, to: Places);
        TestContext.Current.SendDiagnosticMessage("{0} places: heap {1:N0} then {2:N0} bytes, images {3} then {4} bytes", Places, early.Heap, late.Heap, early.Images, late.Images);
        Assert.True(late.Heap - early.Heap < MostGrowth, $"The heap grew from {early.Heap} to {late.Heap} bytes.");
        Assert.Equal(early.Images, late.Images);
        Assert.Equal(BytesOfImages, late.Images);
        Assert.Equal(6, early.Known);
        Assert.Equal(6, late.Known);
    }

    private static async Task<IPage> OpenAsync(LivePortal portal, Chromium chromium, SampleWorld world)
    {
        var window = await chromium.OpenWindowAsync(portal.Address);
        var cookies = await portal.CookiesAsync(world.Accounts["reader1"]);
        await window.AddCookiesAsync(cookies.GetCookies(portal.Address).Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = portal.Address.ToString() }));
        return await window.NewPageAsync();
    }

    /// <summary>Heap after a collection and what Cornerstone's cache holds, both in bytes, and of how many places Cornerstone still knows the geometry.</summary>
    private static async Task<(double Heap, int Images, int Known)> GoToAsync(IPage page, int from, int to)
    {
        for (var place = from; place <= to; place++)
        {
            if (place > 1) await page.Keyboard.PressAsync("ArrowRight");
            await AtAsync(page, place);
        }

        // What is fetched ahead is decoded after it has come.
        await page.WaitForFunctionAsync($"import('/viewer/cornerstone.js').then(c => c.cache.getCacheSize() === {BytesOfImages})", null, new() { Timeout = PatienceMilliseconds });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("HeapProfiler.collectGarbage");
        await browser.SendAsync("Performance.enable");
        var metrics = (await browser.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray();
        var heap = metrics.Single(m => m.GetProperty("name").GetString() == "JSHeapUsedSize").GetProperty("value").GetDouble();
        return (heap, await page.EvaluateAsync<int>("import('/viewer/cornerstone.js').then(c => c.cache.getCacheSize())"), await page.EvaluateAsync<int>(Known));
    }
}
