using k8s;
using k8s.Models;

namespace StudyPortal.Architecture.Tests;

/// <summary>The examples in <c>deploy/kubernetes</c>, against the types that Kubernetes itself publishes.</summary>
public sealed class ClusterTests
{
    private static readonly string[] Files = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "deploy", "kubernetes"), "*.yaml")];

    [Fact]
    public void Every_field_is_one_that_Kubernetes_knows()
    {
        Assert.Equal(["Deployment", "Deployment", "Deployment", "Ingress", "PersistentVolumeClaim", "Service", "Service", "Service", "StatefulSet"], Objects().Select(made => made.Kind).Order());
    }

    [Theory]
    [InlineData("replicas: 2", "replica: 2")]
    [InlineData("containerPort: 8080", "containerPort: eighty")]
    [InlineData("kind: Ingress", "kind: Ingres")]
    public void A_field_that_is_misspelt_is_refused(string right, string wrong)
    {
        var text = File.ReadAllText(Files.Single(path => Path.GetFileName(path) == "portal.yaml"));

        Assert.Contains(right, text, StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString(text.Replace(right, wrong, StringComparison.Ordinal), strict: true));
    }

    [Fact]
    public void What_one_object_names_of_another_is_there()
    {
        var objects = Objects();
        var pods = objects.Select(PodOf).OfType<V1PodTemplateSpec>().ToList();
        var claims = objects.OfType<V1PersistentVolumeClaim>().Select(claim => claim.Metadata.Name).ToList();
        var services = objects.OfType<V1Service>().ToDictionary(service => service.Metadata.Name);

        Assert.All(services.Values, service => Assert.Contains(pods, pod => Serves(pod, service)));
        Assert.All(pods, pod => Assert.All(pod.Spec.Volumes ?? [], volume => Assert.Contains(volume.PersistentVolumeClaim.ClaimName, claims)));
        Assert.All(objects.OfType<V1StatefulSet>(), set => Assert.Contains(set.Spec.ServiceName, services.Keys));
        var door = objects.OfType<V1Ingress>().Single().Spec.Rules.Single().Http.Paths.Single().Backend.Service;
        Assert.Contains(services[door.Name].Spec.Ports, port => port.Port == door.Port.Number);
    }

    private static List<IKubernetesObject> Objects() =>
        [.. Files.SelectMany(path => KubernetesYaml.LoadAllFromString(File.ReadAllText(path), strict: true)).Cast<IKubernetesObject>()];

    private static V1PodTemplateSpec? PodOf(IKubernetesObject made) => made switch
    {
        V1Deployment deployment => deployment.Spec.Template,
        V1StatefulSet set => set.Spec.Template,
        _ => null,
    };

    /// <summary>Its labels are those that the service looks for, and a container listens where the service sends to.</summary>
    private static bool Serves(V1PodTemplateSpec pod, V1Service service) =>
        service.Spec.Selector.All(label => pod.Metadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && service.Spec.Ports.All(port => pod.Spec.Containers.SelectMany(container => container.Ports).Any(open => $"{open.ContainerPort}" == (port.TargetPort?.Value ?? $"{port.Port}")));
}
