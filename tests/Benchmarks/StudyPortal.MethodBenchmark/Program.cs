using System.Diagnostics;
using System.Globalization;
using StudyPortal.Learning;
using StudyPortal.Learning.Training;
using StudyPortal.MethodBenchmark;

NativeHeap.KeepFreed();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

LesionSet data = options.Real is { } folder ? RealSet.Read(folder) : PhantomSet.Draw(options);
IReadOnlyList<TrainingRecipe> recipes = Recipes.Of(data.Recipes, options);
int[] allCases = [.. Enumerable.Range(0, data.Test.Images.Count)];
List<(string Row, Measures Measures)> trials = [];
Console.WriteLine(data.Name);
for (int seed = 1; seed <= options.Seeds; seed++)
{
    foreach (TrainingRecipe recipe in recipes)
    {
        Stopwatch watch = Stopwatch.StartNew();
        foreach ((string row, Measures measures) in new Trial(data, recipe with { Seed = (ulong)seed }, options.Strong).Run())
        {
            trials.Add((row, measures));
            Console.WriteLine(
                $"seed {seed}  {row,-24} clean {measures.CleanAuc(allCases):0.0000}  attacked {measures.AttackedAuc(allCases):0.0000}  "
                + $"stronger {measures.StrongAuc(allCases):0.0000}  mass {measures.MassInside(allCases):0.0000}  {watch.Elapsed.TotalSeconds,5:0} s");
        }
    }
    Report(seed);
}
return 0;

// After every seed, so that a run that is stopped has said something.
void Report(int seeds)
{
    Row[] rows = [.. trials.GroupBy(trial => trial.Row).Select(row => new Row(row.Key, [.. row.Select(trial => trial.Measures)]))];
    ResultTable table = new(rows, allCases.Length);
    TrainingRecipe shown = recipes[0];
    Console.WriteLine();
    Console.WriteLine($"{data.Name}.");
    Console.WriteLine(
        $"{seeds} seed(s), {shown.Architecture} of width {shown.Width}, {string.Join("/", recipes.Select(recipe => recipe.Epochs))} epochs "
        + $"(standard/adversarial/dual-bn), trained against PGD-{shown.Attack.Steps} of the same epsilon; in bfloat16: {options.BFloat16}.");
    Console.WriteLine(
        $"PGD-{Trial.AttackSteps}, L-infinity, epsilon {shown.Attack.Epsilon}, step {Trial.StepShare * shown.Attack.Epsilon}, random start, white box; "
        + "dual-bn at its worst over both branches attacked.");
    if (options.Strong > 0)
    {
        Console.WriteLine($"Stronger: APGD-{options.Strong} on all labels by two losses and on each label, Square with {10 * options.Strong} queries; each value at its worst.");
    }
    Console.WriteLine("Mass: share of the absolute input gradient of a lesion's own label inside its box.");
    Console.WriteLine(
        $"Mean over seeds [95 % interval of {SeedBootstrap.Replicates} replicates that draw seeds and whole test cases, the same for every row]; "
        + $"{seeds} seed(s) say little of others.");
    table.Print(Console.Out);
    Console.WriteLine();
    if (options.Csv is { } file)
    {
        table.Write(file);
    }
}
