using System.Text;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Reading;

/// <summary>Everything a reader receives, searched for anything that tells one arm from another.</summary>
public sealed class BlindingTests(ReadingRoom room) : IClassFixture<ReadingRoom>
{
    private static readonly string[] VaryingByNature = ["Date", "ETag", "Content-Security-Policy"];

    [Fact]
    public async Task The_maps_of_all_arms_come_with_the_same_headers_and_length()
    {
        var images = new HashSet<string>();
        var maps = new HashSet<string>();
        foreach (var place in room.Session.Places)
        {
            images.Add(await ShapeAsync($"/reading/slots/{place.Id}/pixels"));
            maps.Add(await ShapeAsync($"/reading/slots/{place.Id}/map"));
        }

        Assert.Single(images);
        Assert.Single(maps);
    }

    [Fact]
    public async Task The_same_image_or_map_under_two_places_shares_no_tag()
    {
        var tags = new List<string>();
        foreach (var place in room.Session.Places)
        {
            using var response = await room.Reader.GetAsync($"/reading/slots/{place.Id}/map", TestContext.Current.CancellationToken);
            tags.Add(response.Headers.ETag!.Tag);
        }

        Assert.Equal(tags.Count, tags.Distinct().Count());
    }

    [Theory]
    [InlineData("/read/{0}")]
    [InlineData("/reading/studies/{0}/session")]
    [InlineData("/viewer/viewer.js")]
    [InlineData("/viewer/room.css")]
    [InlineData("/read")]
    [InlineData("/viewer/viewer.css")]
    public async Task No_page_or_script_names_a_model_a_variant_or_a_method(string path)
    {
        using var response = await room.Reader.GetAsync(string.Format(null, path, room.Study), TestContext.Current.CancellationToken);
        var received = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))
            + string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(h => $"{h.Key}: {string.Join(',', h.Value)}"));

        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        Assert.All(SampleWorld.ForbiddenWords, word => Assert.DoesNotContain(word, received, StringComparison.OrdinalIgnoreCase));
        Assert.All(room.World.Models, id => Assert.DoesNotContain(id.Value.ToString(), received, StringComparison.OrdinalIgnoreCase));
    }

    private async Task<string> ShapeAsync(string path)
    {
        using var response = await room.Reader.GetAsync(path, TestContext.Current.CancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers).Where(h => !VaryingByNature.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal);
        return string.Join('\n', headers.Select(h => $"{h.Key}: {string.Join(',', h.Value)}"));
    }
}
