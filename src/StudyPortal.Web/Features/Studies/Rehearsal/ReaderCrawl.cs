using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Rehearsal;
using StudyPortal.Web.Features.Jobs;

namespace StudyPortal.Web.Features.Studies.Rehearsal;

/// <summary>Asks for everything that a reader's browser asks for, in the order of the places.</summary>
internal sealed class ReaderCrawl(HttpClient reader, StudyId study)
{
    /// <summary>Width, height, bits and slices.</summary>
    private const int ShapeBytes = 16;

    private static readonly string[] OfEachAnswer = ["Date", "ETag", "Content-Security-Policy"];

    public async Task<Received> ReadAsync(IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
    {
        var texts = new List<ReceivedText>();
        foreach (var address in (string[])["/read", $"/read/{study}", $"/reading/studies/{study}/session"]) texts.Add(await TextAsync(address, cancellationToken));
        texts.Add(await HubAsync(cancellationToken));
        var session = JsonNode.Parse(await reader.GetStringAsync($"/reading/studies/{study}/session", cancellationToken))!;
        var places = session["places"]!.AsArray();
        var received = new List<ReceivedPlace>();
        foreach (var place in places.OfType<JsonObject>())
        {
            received.Add(await PlaceAsync(place, cancellationToken));
            progress?.Report(new FilesProgress(received.Count, places.Count, IsRehearsal: true));
        }

        return new Received(texts, received);
    }

    private async Task<ReceivedPlace> PlaceAsync(JsonObject place, CancellationToken cancellationToken)
    {
        var slot = place["id"]!.GetValue<Guid>();
        var image = await PictureAsync($"/reading/slots/{slot}/pixels", cancellationToken);
        var map = await PictureAsync($"/reading/slots/{slot}/map", cancellationToken);
        var said = place.DeepClone().AsObject();
        said.Remove("id");
        return new ReceivedPlace(slot, said.ToJsonString(), image, map);
    }

    private async Task<ReceivedText> TextAsync(string address, CancellationToken cancellationToken)
    {
        using var answer = await reader.GetAsync(address, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"The rehearsal's reader was answered {(int)answer.StatusCode} to {address}.");
        return new ReceivedText(address, $"{Headers(answer, except: [])}\n{await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    /// <summary>The live progress of everybody is not for readers, so they get no message of the hub.</summary>
    private async Task<ReceivedText> HubAsync(CancellationToken cancellationToken)
    {
        const string negotiate = $"{ProgressHub.Address}/negotiate?negotiateVersion=1";
        using var answer = await reader.PostAsync(negotiate, null, cancellationToken);
        if (answer.IsSuccessStatusCode) throw new InvalidOperationException($"{ProgressHub.Address} lets a reader in.");
        return new ReceivedText(negotiate, $"{(int)answer.StatusCode}\n{Headers(answer, except: [])}\n{await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private async Task<ReceivedPicture> PictureAsync(string address, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await reader.GetAsync(address, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        var shape = Convert.ToHexString(body.AsSpan(0, Math.Min(ShapeBytes, body.Length)));
        return new ReceivedPicture((int)answer.StatusCode, Headers(answer, OfEachAnswer), answer.Headers.ETag?.Tag ?? "", body.Length, shape, BlobHash.Of(body), took);
    }

    private static string Headers(HttpResponseMessage answer, string[] except) => string.Join('\n',
        answer.Headers.Concat(answer.Content.Headers).Where(header => !except.Contains(header.Key))
            .OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(',', header.Value)}"));
}
