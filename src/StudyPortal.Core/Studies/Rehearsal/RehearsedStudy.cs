using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies.Rehearsal;

/// <summary>A study as it would be opened, with the rows that it rests on and each item once, for one invented reader.</summary>
public sealed class RehearsedStudy
{
    private RehearsedStudy(string folder, StudyId id) => (Folder, Id) = (folder, id);

    /// <summary>The data root of the empty portal; its images and maps are links to the real ones.</summary>
    public string Folder { get; }

    public StudyId Id { get; }

    internal IReadOnlyList<object> Rows { get; private init; } = [];

    internal IReadOnlyList<StudyItem> Items { get; private init; } = [];

    internal IReadOnlyList<StudyArm> Arms { get; private init; } = [];

    /// <summary>The place of each item.</summary>
    internal IReadOnlyDictionary<Guid, StudyItem> Places { get; private init; } = new Dictionary<Guid, StudyItem>();

    internal IReadOnlyList<Model> Models { get; private init; } = [];

    internal IReadOnlyList<SaliencyMap> Maps { get; private init; } = [];

    internal IReadOnlyList<Case> Cases { get; private init; } = [];

    internal bool AsksOfImageAlone { get; private init; }

    /// <summary>The invented reader's account, by its address.</summary>
    public const string Reader = "rehearsal@portal.invalid";

    /// <param name="db">Where the study is; only read.</param>
    /// <param name="study">A draft or in pilot, all of whose maps are there. It is changed in memory: opened, without limits.</param>
    /// <param name="found">Its maps.</param>
    /// <param name="folder">Of the empty portal.</param>
    /// <param name="now">When it opens there.</param>
    /// <param name="cancellationToken">Stops the reading of rows.</param>
    internal static async Task<RehearsedStudy> ReadAsync(PortalDb db, Study study, StudyMaps found, string folder, DateTime now, CancellationToken cancellationToken)
    {
        var design = StudyLifecycle.IsFrozen(study.State)
            ? await FrozenDesign.ReadAsync(db, study, cancellationToken)
            : await FrozenDesign.FixAsync(db, study, found, cancellationToken);
        var (cases, maps) = (design.Items.Select(item => item.CaseId).ToHashSet(), design.Items.Select(item => item.SaliencyMapId).ToHashSet());
        var rendered = await db.Set<SaliencyMap>().AsNoTracking().Where(map => maps.Contains(map.Id)).ToListAsync(cancellationToken);
        var models = rendered.Select(map => map.ModelId).Concat(design.Arms.Select(arm => arm.ModelId)).ToHashSet();
        var mapped = rendered.Select(map => map.CaseId).ToHashSet();
        var shown = await db.Set<Case>().AsNoTracking().Where(c => cases.Contains(c.Id) || mapped.Contains(c.Id)).ToListAsync(cancellationToken);
        var slices = await db.Set<CaseSlice>().AsNoTracking().Where(slice => cases.Contains(slice.CaseId)).ToListAsync(cancellationToken);
        var networks = await db.Set<Model>().AsNoTracking().Where(model => models.Contains(model.Id)).ToListAsync(cancellationToken);
        var questions = await db.Set<Question>().AsNoTracking().Where(question => question.StudyId == study.Id).ToListAsync(cancellationToken);
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleAsync(d => d.Id == study.DatasetId, cancellationToken);
        Open(study, now);
        return new RehearsedStudy(folder, study.Id)
        {
            Rows = [study, dataset, .. questions, .. design.Arms, .. networks, .. shown, .. slices, .. rendered, .. design.Items],
            Items = design.Items,
            Arms = design.Arms,
            Places = design.Items.ToDictionary(_ => ReadingSlotId.New().Value),
            Models = networks,
            Maps = rendered,
            Cases = shown,
            AsksOfImageAlone = questions.Exists(question => question.Step == ReadingStep.ImageAlone),
        };
    }

    private static void Open(Study study, DateTime now)
    {
        study.Settings = StudySettings.Usual;
        if (study.MoveTo(StudyState.Open, now) is { } reasons) throw new InvalidOperationException(string.Join(' ', reasons));
    }
}
