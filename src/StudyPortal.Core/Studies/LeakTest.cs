using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Studies;

/// <summary>
/// Looks through all that the readers of a study will receive for what tells one arm from another: words that name a model or how
/// it was trained, and maps that differ in size, format or rendering. What a browser receives of them is the <see cref="Rehearsal"/>'s to read.
/// </summary>
internal sealed partial class LeakTest(BlobStore blobs)
{
    private const int ShortestName = 3;

    /// <returns>What was found, each with what to do; empty when nothing tells the arms apart.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(PortalDb db, Study study, StudyMaps maps, CancellationToken cancellationToken) =>
        [.. await WordsAsync(db, study, cancellationToken), .. await PicturesAsync(db, maps, cancellationToken)];

    private static async Task<IReadOnlyList<string>> WordsAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var models = await (
            from arm in db.Set<StudyArm>().AsNoTracking()
            join model in db.Set<Model>() on arm.ModelId equals model.Id
            where arm.StudyId == study.Id
            select new { model.Name, model.Architecture }).Distinct().ToListAsync(cancellationToken);
        var telling = models.Select(model => model.Name).Where(name => name.Length >= ShortestName).Concat(models.Select(model => model.Architecture)).Distinct().ToList();
        return [.. (await TextsAsync(db, study, cancellationToken)).SelectMany(text => Found(text, telling))];
    }

    /// <summary>Everything written that a reader sees, with where it stands.</summary>
    private static async Task<IReadOnlyList<(string Where, string Text)>> TextsAsync(PortalDb db, Study study, CancellationToken cancellationToken)
    {
        var questions = await db.Set<Question>().AsNoTracking().Where(q => q.StudyId == study.Id).OrderBy(q => q.Position).ToListAsync(cancellationToken);
        return
        [
            ("The name of the study", study.Name),
            ("The instructions", study.Instructions),
            .. questions.SelectMany(question => Texts(question).Select(text => ($"Question {question.Position}", text))),
            .. StudySample.Of(study).Cases.Select(c => c.TargetLabel).Distinct().Select(label => ("A finding", label)),
        ];
    }

    private static IEnumerable<string> Texts(Question question) => question.Form switch
    {
        ScaleForm scale => scale.Points.Select(point => point.Text).Prepend(question.Prompt),
        ChoiceForm choice => choice.Texts.Prepend(question.Prompt),
        MarksForm marks => marks.Labels.Prepend(question.Prompt),
        NumberForm number => [question.Prompt, number.Unit],
        _ => [question.Prompt],
    };

    /// <summary>The words of a text that say how a model was trained.</summary>
    internal static IEnumerable<string> TrainingWords(string text) => Training().Matches(text).Select(match => match.Value).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Found((string Where, string Text) seen, IReadOnlyList<string> telling)
    {
        var words = telling.Where(word => IsIn(seen.Text, word)).Concat(TrainingWords(seen.Text)).Distinct(StringComparer.OrdinalIgnoreCase);
        return words.Select(word => $"{seen.Where} says '{word}', which tells readers of a model or its training. Write it in other words.");
    }

    /// <summary>As a word of its own, however its letters and digits are set apart: ResNet-18 is resnet18.</summary>
    private static bool IsIn(string text, string word)
    {
        var parts = string.Join(@"[\W_]*", Parts().Matches(word).Select(part => part.Value));
        return parts.Length > 0 && Regex.IsMatch(text, $@"(?<!\w){parts}(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(@"\p{L}+|\p{N}+")]
    private static partial Regex Parts();

    private async Task<IReadOnlyList<string>> PicturesAsync(PortalDb db, StudyMaps maps, CancellationToken cancellationToken)
    {
        var ids = maps.Found.Values.ToList();
        var stored = await db.Set<SaliencyMap>().AsNoTracking().Where(map => ids.Contains(map.Id))
            .Select(map => new { map.RenderContract, map.Rendering }).ToListAsync(cancellationToken);
        var problems = new List<string>();
        if (stored.DistinctBy(map => map.RenderContract).Count() > 1)
            problems.Add("Some maps are rendered under another contract, so their colours would tell them apart. Make all maps again.");
        var headers = new HashSet<PngHeader>();
        foreach (var map in stored)
            if (await blobs.ReadStartAsync(map.Rendering, PngHeader.Length, cancellationToken) is { } start && PngHeader.Find(start) is { } header) headers.Add(header);
        if (headers.Count > 1)
            problems.Add($"The maps come in {headers.Count} sizes or formats, which tells them apart: {string.Join(", ", headers)}. "
                + "Choose models of one input size and make their maps again.");
        return problems;
    }

    /// <summary>How a model was trained, in the words of the field; "standard" only beside what it would say something of.</summary>
    [GeneratedRegex(@"\badversarial\w*|\badversariell\w*|\brobust(ly|e[snmr]?)?\b|\bstandard(modell|netz|training)\w*|\bdual[- ]?(bn|batch)\w*|\bbatch[- ]?norm\w*|\b(standard|normal)(ly)?[- ]+(train\w*|model\w*|network\w*)|\b(pgd|fgsm)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Training();
}
