using System.Text.Json;
using StudyPortal.Statistics;
using StudyPortal.Statistics.Comparison;

namespace StudyPortal.Core.Studies.Rehearsal;

/// <summary>Searches what a reader received for what tells one arm from another: names and ids, and answers that differ between the maps of one case.</summary>
internal static class ReceivedLeaks
{
    private const int Ok = 200;

    private const string Fault = "This is a fault of the portal: report it.";

    /// <summary>Below it a difference of times is chance; one study in a thousand is stopped without need, and can be tried again. It takes some eight cases to be surer.</summary>
    private const double ChanceOfTimes = 1e-3;

    private static readonly TimeSpan NoticeableTime = TimeSpan.FromMilliseconds(2);

    public static IReadOnlyList<string> Find(RehearsedStudy study, Received received)
    {
        var telling = Telling(study);
        IEnumerable<string> found =
            [.. Lost(received), .. Names(study, received, telling), .. Tags(received, telling), .. Differences(study, received), .. Times(study, received)];
        return [.. found.Distinct()];
    }

    /// <summary>What was not received cannot be judged.</summary>
    private static IEnumerable<string> Lost(Received received)
    {
        var failed = received.Places.SelectMany(place => (ReceivedPicture[])[place.Image, place.Map]).Where(picture => picture.Status != Ok).ToList();
        if (failed.Count > 0) yield return $"{failed.Count} images or maps were answered with {failed[0].Status} instead of pixels. Verify the files.";
    }

    private static IReadOnlyList<string> Names(RehearsedStudy study, Received received, IReadOnlyList<(string What, string Sign)> telling)
    {
        var names = study.Models.SelectMany(model => (string[])[model.Name, model.Architecture]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. from text in received.Texts
               from known in telling
               where text.Content.Contains(known.Sign, StringComparison.OrdinalIgnoreCase)
               select $"{text.Where} holds {known.What} ({known.Sign}), which tells readers of an arm. {Fault}",
            .. from text in received.Texts
               from word in LeakTest.TrainingWords(text.Content)
               select $"{text.Where} says '{word}', which tells readers how a model was trained. Write it in other words.",
            .. from place in received.Places
               from value in Values(place.Said)
               where names.Contains(value)
               select $"A place says '{value}', the name of a model. {Fault}",
        ];
    }

    /// <summary>Ids and file names that belong to one arm only.</summary>
    private static IReadOnlyList<(string What, string Sign)> Telling(RehearsedStudy study) =>
    [
        .. study.Models.SelectMany(model => ((string, string)[])[("the id of a model", $"{model.Id}"), ("the name of a weights file", model.Weights.Value)]),
        .. study.Arms.Select(arm => ("the id of an arm", $"{arm.Id}")),
        .. study.Items.Select(item => ("the id of an item", $"{item.Id}")),
        .. study.Maps.SelectMany(map => ((string, string)[])[("the id of a map", $"{map.Id}"), ("the name of a map's file", map.Rendering.Value), ("the name of a map's file", map.Raw.Value)]),
    ];

    /// <summary>A tag that two places share, or that follows from the content, shows that two places are one map.</summary>
    private static IEnumerable<string> Tags(Received received, IReadOnlyList<(string What, string Sign)> telling)
    {
        var tags = received.Places.Select(place => place.Map.Tag).ToList();
        if (tags.Distinct(StringComparer.Ordinal).Count() < tags.Count) yield return $"Two maps are answered with the same entity tag. {Fault}";
        if (tags.Exists(tag => telling.Any(known => tag.Contains(known.Sign, StringComparison.OrdinalIgnoreCase))))
            yield return $"An entity tag names a map or its file. {Fault}";
    }

    /// <summary>Between the maps of one case for one finding, everything but the colours of the map must be the same.</summary>
    private static IEnumerable<string> Differences(RehearsedStudy study, Received received)
    {
        foreach (var same in received.Places.GroupBy(place => (study.Places[place.Slot].CaseId, study.Places[place.Slot].TargetLabel)))
        {
            var number = study.Cases.Single(c => c.Id == same.Key.CaseId).Number;
            foreach (var (what, differs) in (((string, Func<ReceivedPlace, object>)[])
            [
                ("what the session says of a place", place => place.Said),
                ("the image", place => place.Image.Content),
                ("the headers of the image", place => place.Image.Headers),
                ("the headers of the map", place => place.Map.Headers),
                ("the length of the map", place => place.Map.Length),
                ("the size or depth of the map", place => place.Map.Shape),
            ]).Select(part => (part.Item1, same.Select(part.Item2).Distinct().Count() > 1)))
                if (differs) yield return $"Case {number}: {what} is not the same for all models, which tells them apart. Make the maps again for models of one input size.";
        }
    }

    /// <summary>Friedman's test over the cases that have a map of every arm.</summary>
    private static IEnumerable<string> Times(RehearsedStudy study, Received received)
    {
        var byCase = received.Places.Select(place => (Item: study.Places[place.Slot], Took: place.Map.Took.TotalMilliseconds))
            .Where(place => place.Item.Control is null).GroupBy(place => (place.Item.CaseId, place.Item.TargetLabel))
            .Select(same => study.Arms.Select(arm => same.Where(place => place.Item.ArmId == arm.Id).Select(place => (double?)place.Took).FirstOrDefault()).ToList())
            .Where(row => row.TrueForAll(took => took is not null)).ToList();
        if (study.Arms.Count < 2 || byCase.Count < 2) yield break;
        var means = study.Arms.Select((_, arm) => byCase.Average(row => row[arm]!.Value)).ToList();
        var test = FriedmanTest.Of(RatingMatrix.FromRows([.. byCase]));
        if (test.PValue is { IsDefined: true } p && p.Value < ChanceOfTimes && means.Max() - means.Min() > NoticeableTime.TotalMilliseconds)
            yield return FormattableString.Invariant($"The maps of one model come {means.Max() - means.Min():0} ms later than those of another, which tells them apart. Try again when the server is quiet; if it stays so, make all maps again at one size.");
    }

    /// <summary>All texts among the values of a JSON document.</summary>
    private static List<string> Values(string json)
    {
        var found = new List<string>();
        Add(JsonSerializer.Deserialize<JsonElement>(json));
        return found;

        void Add(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.String) found.Add(element.GetString()!);
            else if (element.ValueKind == JsonValueKind.Array) foreach (var member in element.EnumerateArray()) Add(member);
            else if (element.ValueKind == JsonValueKind.Object) foreach (var member in element.EnumerateObject()) Add(member.Value);
        }
    }
}
