using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Plans;

namespace StudyPortal.Core.Studies.Templates;

/// <summary>A study's design as a file that another portal can read: data set and models by name, no id and no case.</summary>
internal sealed partial record StudyTemplate(
    string Format, int Version, string Name, string Instructions, string Dataset, IReadOnlyList<TemplateArm> Arms, string Method,
    SamplingPlan Sampling, TemplatePredictions? Predictions, IReadOnlyList<QuestionDesign> Questions, OrderPlan Order, bool IsSimulated, bool AllowsChanges,
    StudySettings Settings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RegisteredPlan? Plan = null)
{
    public const string CurrentFormat = "studyportal-study-template";
    public const int CurrentVersion = 1;

    /// <summary>Everything must be there, and nothing that is not understood.</summary>
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.General)
    {
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        MaxDepth = 16,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    /// <summary>The template, or in one sentence why the bytes are none.</summary>
    public static (StudyTemplate? Template, string Problem) Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > ImportTemplate.MostBytes)
            return (null, $"A template has at most {ImportTemplate.MostBytes / 1024} KB; this file has {json.Length / 1024} KB. It is something else.");
        try
        {
            var template = JsonSerializer.Deserialize<StudyTemplate>(json, Strict);
            return template switch
            {
                null => (null, "The file says null; it is no study template."),
                { Format: not CurrentFormat } => (null, $"The field format says '{template.Format}'; a study template says '{CurrentFormat}'."),
                { Version: not CurrentVersion } => (null, $"This portal reads version {CurrentVersion} of study templates; the field version says {template.Version}."),
                _ when template.Arms.Any(arm => arm is null) => (null, "The field arms has an empty entry."),
                _ when template.Questions.Any(question => question is null) => (null, "The field questions has an empty entry."),
                _ when template.Predictions is { } judged && judged.Arms.Any(arm => arm < 0 || arm >= template.Arms.Count) =>
                    (null, $"The field predictions names an arm that is not one of the {template.Arms.Count} arms, counted from 0."),
                _ when template.Sampling.Strata.Any(stratum => stratum is null) => (null, "The field sampling.strata has an empty entry."),
                _ when template.Plan is { } plan && plan.Pairs.Any(pair => pair is null) => (null, "The field plan.pairs has an empty entry."),
                _ => (template, ""),
            };
        }
        catch (JsonException failure)
        {
            return (null, $"The file is no study template. At {failure.Path ?? "$"}, line {(failure.LineNumber ?? 0) + 1}: {OwnTypes().Replace(failure.Message, "")}");
        }
    }

    /// <summary>The names of the portal's own types, which tell nobody what to mend in a file.</summary>
    [GeneratedRegex(@"( for type| contained in type| to)? '?StudyPortal\.[\w.+]+'?")]
    private static partial Regex OwnTypes();
}

/// <summary>How outcomes and disagreement are judged; arms by their place in the template, from 0.</summary>
internal sealed record TemplatePredictions(ThresholdRule Threshold, int? Reference, IReadOnlyList<int> Compared)
{
    [JsonIgnore]
    public IEnumerable<int> Arms => Reference is { } reference ? [reference, .. Compared] : Compared;

    public static TemplatePredictions? Of(PredictionPlan? plan, IReadOnlyList<ArmDesign> arms) => plan is null
        ? null
        : new(plan.Threshold, plan.Reference is { } reference ? Place(arms, reference) : null, [.. plan.Compared.Select(arm => Place(arms, arm))]);

    public PredictionPlan ToPlan(IReadOnlyList<ArmDesign> arms) =>
        new(Threshold, Reference is { } reference ? arms[reference] : null, [.. Compared.Select(arm => arms[arm])]);

    private static int Place(IReadOnlyList<ArmDesign> arms, ArmDesign arm) =>
        arms.ToList().IndexOf(arm) is >= 0 and var place ? place : throw new InvalidOperationException("A plan judges a model that is no arm of its study.");
}

/// <summary>One arm, by what its model is called and how it was trained.</summary>
internal sealed record TemplateArm(string Model, ModelVariant Variant, NormBranch Branch);
