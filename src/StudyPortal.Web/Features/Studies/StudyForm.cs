using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>A design while it is being written; it starts as one that would do.</summary>
internal sealed class StudyForm(DatasetRow dataset, IEnumerable<ModelRow> models, IEnumerable<ReaderAccount> readers, int seed)
{
    private const int UsualPerLabel = 8, MostArms = 3;

    public string Name { get; set; } = $"Reading of {dataset.Name}";

    public string Instructions { get; set; } = "Left: the image. Right: a map of what a model looked at. Rate how well the map points to what matters in the image. Rate each map by itself.";

    public DatasetRow Dataset { get; } = dataset;

    public IReadOnlyList<ArmChoice> Arms { get; } = Choices([.. models.Where(m => dataset.Labels.Any(m.Labels.Contains))]);

    public string Method { get; set; } = SaliencyMethods.InputGradient;

    public SampleForm Sample { get; } = new(dataset.Labels, UsualPerLabel, seed);

    public List<QuestionEdit> Questions { get; } = [QuestionEdit.Of(QuestionDesign.Default)];

    public bool AllowsChanges { get; set; } = true;

    public IReadOnlyList<ReaderChoice> Readers { get; } = [.. readers.Select(r => new ReaderChoice(r.Id, r.DisplayName) { IsChosen = true })];

    public OrderForm Order { get; } = new(UsualPerLabel, seed);

    public IReadOnlyList<ArmDesign> ChosenArms => [.. Arms.Where(a => a.IsChosen).Select(a => a.Design)];

    public SamplingPlan Sampling => Sample.ToPlan(ChosenArms);

    public StudyDesign ToDesign() => new(
        Name, Instructions, Dataset.Id, ChosenArms, Method,
        Sampling, [.. Questions.Select(q => q.ToDesign())], Order.ToPlan(), IsSimulated: false, AllowsChanges);

    private static List<ArmChoice> Choices(IReadOnlyList<ModelRow> models)
    {
        var all = models.SelectMany(m => m.Variant == ModelVariant.DualBn
            ? new[] { new ArmChoice(m, NormBranch.Clean), new ArmChoice(m, NormBranch.Adversarial) }
            : [new ArmChoice(m, NormBranch.Clean)]).OrderBy(a => a.Model.Variant).ThenBy(a => a.Branch).ToList();
        foreach (var first in all.Where(a => a.Model.InputSize == all[0].Model.InputSize).DistinctBy(a => a.Model.Variant).Take(MostArms)) first.IsChosen = true;
        return all;
    }
}

/// <summary>A model that may become an arm.</summary>
internal sealed class ArmChoice(ModelRow model, NormBranch branch)
{
    public ModelRow Model { get; } = model;

    public NormBranch Branch { get; } = branch;

    public ArmDesign Design { get; } = new(model.Id, branch);

    public bool IsChosen { get; set; }
}

/// <summary>A person who may read.</summary>
internal sealed class ReaderChoice(Guid account, string displayName)
{
    public Guid Account { get; } = account;

    public string DisplayName { get; } = displayName;

    public bool IsChosen { get; set; }
}
